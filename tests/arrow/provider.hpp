/* What is moved through C++ is released by whoever drops it. */
class Engine : public arrow_engine::EngineProvider<Engine> {
public:
    using batch = vtable_api::owning<arrow_c_batch>;
    using array = vtable_api::owning<arrow_c_array>;
    using stream_type = vtable_api::owning<arrow_c_array_stream>;
    vtable_api::result<batch, vtable_api::string> same(batch value) const { return vtable_api::ok(std::move(value)); }
    vtable_api::owning<arrow_page> page(vtable_api::owning<arrow_page> value) const { return value; }
    std::optional<array> second(vtable_api::owned<vtable_api_vec_arrow_c_array>) const { return std::nullopt; }
    int64_t columns(vtable_api::owning<arrow_c_schema>) const { return 0; }
    int64_t length(const arrow_c_array &value) const { return value.length; }
    bool swap(arrow_c_array &, arrow_c_array &) const { return false; }
    std::optional<stream_type> stream(std::optional<stream_type> value) const { return value; }
    array broken() const { return array(arrow_c_array()); }
};
static const vtable_api_export exports[] = { Engine::creates("engine") };
VTABLE_API_MODULE("engine-cpp", "1.0.0", nullptr, nullptr, nullptr, 0, exports, 1);
