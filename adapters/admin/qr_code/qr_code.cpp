#include "adapters/admin/qr_code/qr_code.h"

#include <png.h>
#include <qrencode.h>

#include <memory>
#include <string>

#include "plugin/error/error.h"

namespace cellseal {

namespace {

constexpr int margin = 4;

struct free_code {
    void operator()(QRcode* code) const
    {
        // libqrencode does not.
        wipe({code->data, static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width)});
        QRcode_free(code);
    }
};

// libpng writes through this; its own buffers hold pixels for a moment.
void append(png_structp png, png_bytep bytes, png_size_t size)
{
    auto& out = *static_cast<wiped_bytes*>(png_get_io_ptr(png));
    out.insert(out.end(), bytes, bytes + size);
}

void fail(png_structp, png_const_charp)
{
    throw error(errc::crypto_failure, "the picture of the QR code cannot be made");
}

struct png_writer {
    explicit png_writer(wiped_bytes& out) : png(png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, nullptr))
    {
        if (png) info = png_create_info_struct(png);
        if (!info) fail(nullptr, nullptr);
        png_set_write_fn(png, &out, append, nullptr);
    }
    png_writer(const png_writer&) = delete;
    png_writer& operator=(const png_writer&) = delete;
    ~png_writer() { png_destroy_write_struct(&png, &info); }

    png_structp png = nullptr;
    png_infop info = nullptr;
};

}  // namespace

qr_code::qr_code(byte_view text)
{
    const std::unique_ptr<QRcode, free_code> code(
        QRcode_encodeData(static_cast<int>(text.size()), text.data(), 0, QR_ECLEVEL_M));
    if (!code) throw error(errc::bad_setting, "the text is too long for a QR code: write an export to a file");
    width_ = code->width;
    for (int i = 0; i < width_ * width_; ++i) modules_.push_back(code->data[i] & 1);
}

bool qr_code::is_dark(int x, int y) const
{
    const bool inside = x >= 0 && y >= 0 && x < width_ && y < width_;
    return inside && modules_[static_cast<std::size_t>(y * width_ + x)] == 1;
}

wiped_bytes qr_code::on_terminal() const
{
    // Light modules are drawn: most terminals are dark.
    static constexpr std::string_view halves[] = {" ", "\u2584", "\u2580", "\u2588"};
    wiped_bytes out;
    for (int y = -margin; y < width_ + margin; y += 2) {
        for (int x = -margin; x < width_ + margin; ++x) {
            const bool below_is_light = y + 1 < width_ + margin && !is_dark(x, y + 1);
            for (const char c : halves[(is_dark(x, y) ? 0 : 2) + (below_is_light ? 1 : 0)])
                out.push_back(static_cast<std::uint8_t>(c));
        }
        out.push_back('\n');
    }
    return out;
}

wiped_bytes qr_code::as_png(unsigned scale) const
{
    const auto pixels = static_cast<unsigned>(width_ + 2 * margin) * scale;
    wiped_bytes out;
    const png_writer writer(out);
    png_set_IHDR(writer.png, writer.info, pixels, pixels, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(writer.png, writer.info);
    wiped_bytes line(pixels);
    for (unsigned y = 0; y < pixels; ++y) {
        for (unsigned x = 0; x < pixels; ++x)
            line[x] = is_dark(static_cast<int>(x / scale) - margin, static_cast<int>(y / scale) - margin) ? 0 : 255;
        png_write_row(writer.png, line.data());
    }
    png_write_end(writer.png, writer.info);
    return out;
}

}  // namespace cellseal
