// SPDX-License-Identifier: Apache-2.0
/** What people start: the {@code holter} command line. */
package io.holter.app;
