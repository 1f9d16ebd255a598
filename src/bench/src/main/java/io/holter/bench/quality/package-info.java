// SPDX-License-Identifier: Apache-2.0
/** How well models find anomalies in public data, beside simpler methods. */
package io.holter.bench.quality;
