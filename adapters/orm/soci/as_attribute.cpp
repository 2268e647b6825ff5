#include "adapters/orm/soci/as_attribute.h"

#include <memory>
#include <ostream>

#include <fmt/format.h>

#include "adapters/orm/soci/exchange_value.h"
#include "adapters/orm/soci/sealing_statement.h"
#include "adapters/orm/soci/soci_version.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm::argument {

namespace {

/// Its own element of SOCI's: seals into a string of ours and binds that to the inner backend.
class attribute_argument final : public soci::details::use_type_base {
public:
    attribute_argument(marked what, std::string name) : what_(std::move(what)), name_(std::move(name)) {}
    ~attribute_argument() override { attribute_argument::clean_up(); }

    void bind(soci::details::statement_impl& statement, int& position) override
    {
        session_ = dynamic_cast<sealing_session*>(statement.session_.get_backend());
        if (session_ == nullptr) refuse("the session seals nothing; open it through a sealing_backend_factory");
        subject_ = session_->interceptor().registry().find(what_.attribute);
        if (subject_ == nullptr) refuse("no such attribute is registered; correct the name");
        if (what_.stored == form::token && !subject_->index) refuse("the attribute has no blind index");
        statement_ = static_cast<sealing_statement*>(statement.get_backend());
        if (!statement_->vouch())
            refuse("the statement names a protected table, so its parameters are sealed anyway; use soci::use()");
        element_.reset(statement.make_use_type_backend());
        if (name_.empty())
            element_->bind_by_pos(position, &stored_, soci::details::x_stdstring, true);
        else
            element_->bind_by_name(name_, &stored_, soci::details::x_stdstring, true);
    }

    void pre_use() override
    {
        seal();
        take_back();  // After a failed execution SOCI calls no post_use().
        used_ = true;
        element_->pre_use(&found_);
        if (subject_->form == stored_form::bytes && found_ == soci::i_ok)
            session_->how().bind_as_bytes(statement_->inner(), *element_);
    }

    std::string get_name() const override { return name_; }
    void dump_value(std::ostream& out CELLSEAL_SINCE_SOCI_4_1(, int)) const override { out << "<sealed>"; }
    void pre_exec(int rows) override { element_->pre_exec(rows); }
    void post_use(bool got_data) override { element_->post_use(got_data, &found_); }
    void clean_up() override
    {
        if (element_) element_->clean_up();
        element_.reset();
    }
    std::size_t size() const override { return 1; }

private:
    // Gives back what the inner element holds of an execution.
    void take_back()
    {
        if (used_ && !session_->how().unbinds_on_clean_up()) element_->clean_up();
        used_ = false;
    }

    [[noreturn]] void refuse(std::string_view why) const
    {
        throw error(errc::bad_setting, fmt::format("An argument is said to be {}, but {}.", what_.attribute, why));
    }

    void seal()
    {
        if (subject_->bound_to_row && what_.stored == form::sealed)
            throw error(
                errc::missing_row_key,
                fmt::format("{} is bound to its row, which an argument of a procedure does not tell; write it by a "
                            "statement on its table.",
                            what_.attribute));
        plain_room room;
        wiping_buffer scratch;
        const bool is_null = what_.state != nullptr && *what_.state == soci::i_null;
        const plain_view value = is_null ? plain_view{} : to_plain(what_.data, what_.type, *subject_, room);
        statement_plan plan;
        plan.parameters.emplace_back().role = parameter_role::write;
        plan.parameters.back().subject = subject_;
        bound_parameter what;
        what.form = what_.stored == form::token ? bound_form::token : bound_form::sealed;
        const auto keys = session_->interceptor().keys_for_sealing();
        const bool present = session_->interceptor().store(plan, what, *keys, value, row_key{}, stored_, scratch);
        if (present && subject_->form == stored_form::bytes) session_->how().to_exchanged(stored_);
        found_ = present ? soci::i_ok : soci::i_null;
    }

    marked what_;
    std::string name_;

    sealing_session* session_ = nullptr;
    sealing_statement* statement_ = nullptr;
    const cellseal::attribute* subject_ = nullptr;
    std::unique_ptr<soci::details::standard_use_type_backend> element_;
    std::string stored_;
    soci::indicator found_ = soci::i_ok;
    bool used_ = false;
};

}  // namespace

soci::details::use_type_ptr do_use(const marked& what, const std::string& name, marked_tag)
{
    return soci::details::use_type_ptr(new attribute_argument(what, name));
}

}  // namespace cellseal::soci_orm::argument
