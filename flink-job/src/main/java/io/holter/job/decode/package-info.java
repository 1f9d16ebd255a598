// SPDX-License-Identifier: Apache-2.0
/** Raw records to windows, and to rejects with their reasons: {@link io.holter.wire} decodes, this carries. */
package io.holter.job.decode;
