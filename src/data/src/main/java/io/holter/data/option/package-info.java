// SPDX-License-Identifier: Apache-2.0
/** The options of every command that reads windows. */
package io.holter.data.option;
