/* What the functions of this library answer. 0 is success and nothing else is. The compiler refuses a call whose result
 * nobody looks at; a function that fails leaves zeros where its output would have been. */
#pragma once

enum [[nodiscard]] cryptography_result {
  CRYPTOGRAPHY_DONE = 0,
  CRYPTOGRAPHY_BAD_SIZE,      /* a length that the function or its standard does not allow */
  CRYPTOGRAPHY_BAD_KEY,       /* a key, modulus or public value that must not be used */
  CRYPTOGRAPHY_BAD_SIGNATURE, /* the signature is not one of this message under this key */
  CRYPTOGRAPHY_NO_ENTROPY,    /* the noise source is dead */
  CRYPTOGRAPHY_FAULT,         /* the hardware has computed something wrong */
};
