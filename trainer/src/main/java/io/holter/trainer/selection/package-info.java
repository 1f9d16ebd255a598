/** Which windows count as normal where nobody has labelled them. */
package io.holter.trainer.selection;
