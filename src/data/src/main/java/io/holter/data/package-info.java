/** From files and URLs to windows with labels. */
package io.holter.data;
