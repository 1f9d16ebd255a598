/** From the bytes of a Kafka record to a window in memory, or to a reject with its reason. */
package io.holter.job.decode;
