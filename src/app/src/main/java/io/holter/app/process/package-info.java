// SPDX-License-Identifier: Apache-2.0
/** The process itself: signals, temporary directories, output of native libraries, pacing. */
package io.holter.app.process;
