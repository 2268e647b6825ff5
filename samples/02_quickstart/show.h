#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

/// Prints rows of `contact` as the application reads them beside the same rows as the database holds them.
void show_side_by_side(soci::session& sql, const std::vector<int>& ids);
