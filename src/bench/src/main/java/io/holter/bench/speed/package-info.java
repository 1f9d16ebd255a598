// SPDX-License-Identifier: Apache-2.0
/** What it costs: the whole pipeline, measured beside what stock Flink pays for reading the same windows. */
package io.holter.bench.speed;
