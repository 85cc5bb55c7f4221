// Zip archives, which NumPy's .npz files are, by libzip.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <zip.h>

namespace typegrad {

/// A file of parameters that cannot be written or read, or whose contents do not fit: one sentence
/// that begins with its path.
class npz_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

namespace detail {

struct zip_deleter {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using zip_pointer = std::unique_ptr<zip_t, zip_deleter>;

inline zip_pointer open_zip(const std::string& path, int flags) {
  int code = 0;
  zip_pointer archive(zip_open(path.c_str(), flags, &code));
  if (archive != nullptr) return archive;
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  const std::string what = zip_error_strerror(&error);
  zip_error_fini(&error);
  throw npz_error("typegrad: " + path + ": the archive cannot be opened: " + what);
}

/// An archive that is read entry by entry.
class zip_reader {
 public:
  explicit zip_reader(const std::string& path)
      : path_(path), archive_(open_zip(path, ZIP_RDONLY)) {}

  /// All bytes of an entry, whose checksum is right.
  std::string read(const std::string& name) const {
    const zip_int64_t place = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (place < 0) throw npz_error("typegrad: " + path_ + ": the archive holds no " + name);
    const std::unique_ptr<zip_file_t, zip_deleter> entry(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(place), 0));
    if (entry == nullptr) throw unreadable(name, zip_strerror(archive_.get()));
    std::string bytes;
    std::vector<char> part(1 << 16);
    zip_int64_t count = 0;
    while ((count = zip_fread(entry.get(), part.data(), part.size())) > 0)
      bytes.append(part.data(), static_cast<std::size_t>(count));
    if (count < 0) throw unreadable(name, zip_file_strerror(entry.get()));
    return bytes;
  }

 private:
  npz_error unreadable(const std::string& name, const std::string& what) const {
    return npz_error("typegrad: " + path_ + ": " + name + " cannot be read: " + what);
  }

  std::string path_;
  zip_pointer archive_;
};

/// Writes names and contents, uncompressed and dated 1980 as NumPy's are, so that equal contents
/// are equal files. The file appears as a whole, or stays as it was.
inline void write_zip(const std::string& path,
                      const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_pointer archive = open_zip(path, ZIP_CREATE | ZIP_TRUNCATE);
  const auto require = [&](bool succeeded) {
    if (!succeeded)
      throw npz_error("typegrad: " + path +
                      ": the archive cannot be written: " + zip_strerror(archive.get()));
  };
  constexpr std::uint16_t first_of_january_1980 = (1 << 5) | 1;
  for (const auto& [name, bytes] : entries) {
    zip_source_t* const source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    require(source != nullptr);
    const zip_int64_t place = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (place < 0) zip_source_free(source);
    require(place >= 0);
    const auto index = static_cast<zip_uint64_t>(place);
    require(zip_set_file_compression(archive.get(), index, ZIP_CM_STORE, 0) == 0);
    require(zip_file_set_dostime(archive.get(), index, 0, first_of_january_1980, 0) == 0);
  }
  require(zip_close(archive.get()) == 0);
  static_cast<void>(archive.release());
}

}  // namespace detail
}  // namespace typegrad
