#include "config/command/settings_services.h"

#ifdef CELLSEAL_WITH_QR_CODE
#include "adapters/admin/qr_code/qr_code.h"
#else
#include "plugin/error/error.h"
#endif

namespace cellseal::config {

#ifdef CELLSEAL_WITH_QR_CODE

secret_bytes settings_services::qr_on_terminal(const secret_bytes& text)
{
    return {qr_code(text.expose()).on_terminal(), *std::pmr::new_delete_resource()};
}

secret_bytes settings_services::qr_as_png(const secret_bytes& text)
{
    return {qr_code(text.expose()).as_png(), *std::pmr::new_delete_resource()};
}

#else

namespace {

[[noreturn]] void not_built()
{
    throw error(
        errc::bad_setting,
        "this cellseal was built without QR codes: install libqrencode-dev and libpng-dev and build it again, or "
        "use key export");
}

}  // namespace

secret_bytes settings_services::qr_on_terminal(const secret_bytes&) { not_built(); }
secret_bytes settings_services::qr_as_png(const secret_bytes&) { not_built(); }

#endif

}  // namespace cellseal::config
