/** From an anomalous window to the alert that explains it. */
package io.holter.job.alert;
