#pragma once

namespace bench {

/// What the analysis of one statement takes, beside sqlite3_prepare_v2 of the same text: uncached, cached, and where no
/// word of the text names anything protected.
void register_statement_analysis();

}  // namespace bench
