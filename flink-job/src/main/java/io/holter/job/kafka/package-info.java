/** The job's edge: the only place that names Kafka's classes. */
package io.holter.job.kafka;
