// SPDX-License-Identifier: Apache-2.0
/** Windows from a Kafka topic, read once, from its start to the end that it has at that time. */
package io.holter.data.kafka;
