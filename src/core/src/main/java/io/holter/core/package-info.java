// SPDX-License-Identifier: Apache-2.0
/** What is decided, on the plain JDK: window geometry, thresholds and quality metrics. */
package io.holter.core;
