// SPDX-License-Identifier: Apache-2.0
/** Windows in memory and beyond it, with their labels and the series that they were cut from. */
package io.holter.data.set;
