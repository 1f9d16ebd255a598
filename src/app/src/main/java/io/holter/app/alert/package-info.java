// SPDX-License-Identifier: Apache-2.0
/** Alerts as people and programs read them on a terminal. */
package io.holter.app.alert;
