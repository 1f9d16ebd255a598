// SPDX-License-Identifier: Apache-2.0
/** From an anomalous window to the alert that explains it. */
package io.holter.job.alert;
