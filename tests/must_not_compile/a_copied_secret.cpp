// words: deleted
#include <utility>

#include "plugin/keys/secret_bytes.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
cellseal::secret_bytes taken(cellseal::secret_bytes& from) { return from; }
#else
cellseal::secret_bytes taken(cellseal::secret_bytes& from) { return std::move(from); }
#endif
