// SPDX-License-Identifier: Apache-2.0
/**
 * What watches: Kafka → {@link io.holter.job.decode decode} → {@link io.holter.job.score score} → {@link
 * io.holter.job.judge judge} → Kafka. {@link io.holter.job.HolterJob} starts it, {@link io.holter.job.Topology} is the
 * flow, {@link io.holter.job.settings.JobOptions} lists every setting.
 */
package io.holter.job;
