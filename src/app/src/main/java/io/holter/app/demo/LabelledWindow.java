// SPDX-License-Identifier: Apache-2.0
package io.holter.app.demo;

import io.holter.schemas.Window;

/**
 * A window with its label beside it.
 *
 * @param window what is sent
 * @param abnormal whether an alert should come of it; false where there are no labels
 */
public record LabelledWindow(Window window, boolean abnormal) {}
