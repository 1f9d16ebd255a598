/** A Flink cluster inside this process, and a job on it. */
package io.holter.app.flink;
