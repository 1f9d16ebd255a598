/** Pictures, PNG and JPEG, alone or in folders. */
package io.holter.data.image;
