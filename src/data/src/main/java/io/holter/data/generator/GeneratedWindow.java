// SPDX-License-Identifier: Apache-2.0
package io.holter.data.generator;

import io.holter.schemas.Window;

/**
 * A window with the truth beside it. The truth is never in the window itself.
 *
 * @param window one beat of one series, in mV
 * @param truth what it shows
 */
public record GeneratedWindow(Window window, Condition truth) {}
