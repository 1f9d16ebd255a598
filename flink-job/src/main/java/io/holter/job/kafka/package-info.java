// SPDX-License-Identifier: Apache-2.0
/** The job's edge: the only place that names Kafka's classes. */
package io.holter.job.kafka;
