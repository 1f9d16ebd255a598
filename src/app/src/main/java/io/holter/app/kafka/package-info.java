// SPDX-License-Identifier: Apache-2.0
/** Kafka for one machine: a broker inside a process, and what sends windows to and reads alerts from any broker. */
package io.holter.app.kafka;
