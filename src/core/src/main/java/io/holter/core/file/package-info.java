/** Files and folders that appear whole and disappear whole. */
package io.holter.core.file;
