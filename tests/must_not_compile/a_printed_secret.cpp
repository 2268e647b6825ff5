// words: no match for|invalid operands
#include <ostream>

#include "plugin/keys/secret_bytes.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
void print(std::ostream& out, const cellseal::secret_bytes& key) { out << key; }
#else
void print(std::ostream& out, const cellseal::secret_bytes& key) { out << key.size(); }
#endif
