// SPDX-License-Identifier: Apache-2.0
/** What is exchanged: a model directory, opened, checked and run alike by whoever trains, evaluates or watches. */
package io.holter.model;
