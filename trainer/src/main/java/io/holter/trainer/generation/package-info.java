/** Windows and pictures made from codes. */
package io.holter.trainer.generation;
