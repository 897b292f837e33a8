// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_file.h"

#include "core/run/atomic_file.h"

#include <ATen/core/Dict.h>
#include <ATen/core/ivalue.h>
#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/serialization/export.h>
#include <torch/csrc/jit/serialization/pickler.h>
#include <torch/serialize.h>

#include <cstdint>
#include <limits>

namespace basin {

std::string encodeTensors(const TensorMap& tensors) {
    c10::Dict<std::string, torch::Tensor> dict;
    for (const auto& [name, tensor] : tensors) dict.insert(name, tensor);
    // As torch::pickle_save, but without the tags of TorchScript's types, which torch.load(weights_only=True) refuses.
    std::string pickled, file;
    const auto append = [](std::string& to) {
        return [&to](const void* bytes, std::size_t count) {
            to.append(static_cast<const char*>(bytes), count);
            return count;
        };
    };
    torch::jit::Pickler pickler(append(pickled), nullptr, nullptr, nullptr, nullptr, false);
    pickler.protocol();
    pickler.pushIValue(dict);
    pickler.stop();
    caffe2::serialize::PyTorchStreamWriter archive(append(file));
    torch::jit::writeArchiveAndTensors("data", pickled.data(), pickled.size(), pickler.tensorData(), archive);
    archive.writeEndOfFile();
    return file;
}

std::optional<Error> saveTensors(const std::filesystem::path& path, const TensorMap& tensors) {
    return writeAtomically(path, encodeTensors(tensors));
}

Result<TensorMap> loadTensors(const std::filesystem::path& path) {
    const Result<std::string> bytes = readFile(path, std::numeric_limits<std::int64_t>::max());
    if (!bytes) return bytes.error();
    try {
        const auto dict = torch::pickle_load({bytes->begin(), bytes->end()}).toGenericDict();
        TensorMap tensors;
        for (const auto& entry : dict) tensors[entry.key().toStringRef()] = entry.value().toTensor();
        return tensors;
    } catch (const std::exception&) {
        return Error{path.string() + " holds no dict of tensors.", path.string()};
    }
}

}  // namespace basin
