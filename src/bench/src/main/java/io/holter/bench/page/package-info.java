// SPDX-License-Identifier: Apache-2.0
/** Figures on the results page, and the machine that they were measured on. */
package io.holter.bench.page;
