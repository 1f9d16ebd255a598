// SPDX-License-Identifier: Apache-2.0
/**
 * How windows are spoken: from the bytes of a record to a window in memory, or to a reject with its reason. Whoever
 * reads windows, from whatever topic or file, reads them here. A new framing is a class beside {@link
 * io.holter.wire.SingleObject}.
 */
package io.holter.wire;
