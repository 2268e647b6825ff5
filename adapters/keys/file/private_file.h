#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory_resource>
#include <optional>

#include <sys/types.h>

#include "plugin/bytes.h"
#include "plugin/keys/secret_bytes.h"

namespace cellseal {

/// Files that this user alone can read. What is checked is the file that was opened, so that a symbolic link (a mounted
/// secret) is followed and cannot be changed in between.
namespace private_file {

/// The whole file. It is a regular file of mode 0600 or 0400 that belongs to this process's user or to root.
///
/// Throws error, naming file and remedy:
///   key_source_missing     nothing is there, or a link points nowhere;
///   key_source_unreadable  it cannot be opened or read, is a folder or a device, or is longer than `most` bytes;
///   key_source_insecure    mode or owner let others read or change it;
///   key_source_empty       it has no bytes.
[[nodiscard]] secret_bytes read(const std::filesystem::path& file, std::size_t most, std::pmr::memory_resource& memory);

/// The same for a file that a person hands over, from a stick or a share that knows no owners: whose it is and who else
/// may read it is not checked.
[[nodiscard]] secret_bytes read_handed_over(const std::filesystem::path& file, std::size_t most,
                                            std::pmr::memory_resource& memory);

/// Which file it was that write_new() made.
struct identity {
    dev_t device;
    ino_t inode;
};

/// Writes a file where nothing lies, mode 0600, synced with its folder. Folders that are missing are made with mode
/// 0700. Nothing when something lies there: it is not touched. Throws error key_source_unreadable when it cannot be
/// written; then nothing is left behind.
[[nodiscard]] std::optional<identity> write_new(const std::filesystem::path& file, byte_view bytes);

/// Replaces a file in one step: a reader sees the old one or the new one. Its owner stays who he was; root gives a new
/// file to the owner of its folder. Mode, sync and errors as write_new().
void replace(const std::filesystem::path& file, byte_view bytes);

/// Why replace() cannot write in the folder of `file`, such as one that is mounted to be read only; empty when it can,
/// or when the folder is still to be made.
[[nodiscard]] std::string cannot_replace(const std::filesystem::path& file);

/// Removes the file if it is still the one that was made.
void remove_made(const std::filesystem::path& file, identity made) noexcept;

}  // namespace private_file
}  // namespace cellseal
