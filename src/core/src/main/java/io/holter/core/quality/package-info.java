/** How good scores and verdicts are, against labels. */
package io.holter.core.quality;
