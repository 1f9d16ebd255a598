/** Windows from a Kafka topic, read once from its begin to the end that it has then. */
package io.holter.data.kafka;
