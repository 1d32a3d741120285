// The rows of a file while it is read: collected in file order, then sorted into a topology and checked against each
// other. Private to the formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/catalogue.h"
#include "formats/json_parse.h"
#include "formats/native.h"
#include "formats/native_rows.h"

namespace nines::json {

class RowSet : public RowSink {
 public:
  RowSet(const Catalogue& catalogue, const FileLimits& limits) : m_catalogue(catalogue), m_limits(limits) {}

  std::optional<std::size_t> rowLimit(std::string_view key) const override;
  void row(std::string_view key, std::size_t index, Value value) override;

  // The first row that could not be read by itself.
  const std::optional<Problem>& problem() const { return m_problem; }

  // Fills the tables; the first row that repeats an id or refers to what does not exist. `twin` is where the id stood
  // before, if that is the problem.
  std::optional<Problem> fill(Topology& topology, std::optional<Path>& twin);

 private:
  // Rows in file order, and after filling the file's index of each row of the table.
  template <class Row>
  struct Rows {
    std::vector<Row> rows;
    std::vector<std::uint32_t> order;
  };

  template <class Row>
  void add(Rows<Row>& rows, std::string_view key, std::size_t index, Value value);
  void checkTypes(const Node& node, std::size_t index);
  void checkTypes(const Link& link, std::size_t index);
  std::optional<Problem> checkParents(const Topology& topology) const;
  std::optional<Problem> checkLinks(const Topology& topology, std::optional<Path>& twin) const;
  std::optional<Problem> checkComments(const Topology& topology) const;

  const Catalogue& m_catalogue;
  const FileLimits& m_limits;
  std::optional<Problem> m_problem;
  Rows<Node> m_nodes;
  Rows<Link> m_links;
  Rows<Comment> m_comments;
  Rows<Waiver> m_waivers;
  std::unordered_map<std::string_view, std::size_t> m_nodeAt;  // positions in the table, by id
};

}  // namespace nines::json
