/** From the scores of a series to alerts. */
package io.holter.job.judge;
