#include "findings/edit_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "inspector/value_text.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Findings", text, nullptr, n); }

// One sentence per kind of change.
class Words {
 public:
  // The names of nodes that the edit itself adds are known to it as well.
  Words(const Edit& edit, const Design& design) : m_design(design) {
    for (const Change& change : edit.changes) {
      if (const auto* add = std::get_if<AddNode>(&change)) m_added.push_back(&add->node);
      if (const auto* add = std::get_if<AddLink>(&change)) m_addedLinks.push_back(&add->link);
    }
  }

  QString operator()(const AddNode& change) const {
    const QString where = change.node.parent.empty() ? tr("on the canvas") : tr("in %1").arg(name(change.node.parent));
    return tr("Adds %1 “%2” %3").arg(kindLabel(change.node.kind), toQString(change.node.title()), where);
  }
  QString operator()(const RemoveNode& change) const { return tr("Removes %1").arg(name(change.id)); }
  QString operator()(const RenameNode& change) const {
    return tr("Renames %1 to “%2”").arg(name(change.id), toQString(change.name));
  }
  QString operator()(const SetNodeRect& change) const {
    const Node* node = find(change.id);
    const bool stays = node && node->rect && change.rect && node->rect->topLeft() == change.rect->topLeft();
    return (stays ? tr("Enlarges %1") : tr("Moves %1")).arg(name(change.id));
  }
  QString operator()(const SetNodeParent& change) const {
    if (change.parent.empty()) return tr("Moves %1 to the canvas").arg(name(change.id));
    return tr("Moves %1 into %2").arg(name(change.id), name(change.parent));
  }
  QString operator()(const SetNodeProperty& change) const {
    const Node* node = find(change.id);
    const Kind* kind = node ? m_design.catalogue().kind(node->kind) : nullptr;
    return property(name(change.id), kind ? kind->property(change.key) : nullptr, change.key, change.value);
  }
  QString operator()(const SetNodeLocked& change) const {
    return (change.locked ? tr("Locks %1") : tr("Unlocks %1")).arg(name(change.id));
  }
  QString operator()(const AddLink& change) const {
    return tr("Links %1 to %2 (%3)").arg(name(change.link.from), name(change.link.to), linkLabel(change.link.kind));
  }
  QString operator()(const RemoveLink& change) const {
    const Link* link = findLink(change.id);
    if (!link) return tr("Removes a link");
    return tr("Removes the link %1 to %2 (%3)").arg(name(link->from), name(link->to), linkLabel(link->kind));
  }
  QString operator()(const SetLinkEnds& change) const {
    const Link* link = findLink(change.id);
    const QString now = tr("Links %1 to %2").arg(name(change.from), name(change.to));
    return link ? tr("%1 instead of %2 to %3").arg(now, name(link->from), name(link->to)) : now;
  }
  QString operator()(const SetLinkBends&) const { return tr("Straightens a link"); }
  QString operator()(const SetLinkProperty& change) const {
    const Link* link = findLink(change.id);
    const LinkKind* kind = link ? m_design.catalogue().linkKind(link->kind) : nullptr;
    const QString what = link ? tr("the link %1 to %2").arg(name(link->from), name(link->to)) : tr("a link");
    return property(what, kind ? kind->property(change.key) : nullptr, change.key, change.value);
  }
  QString operator()(const SetComment& change) const {
    return change.comment ? tr("Changes a comment") : tr("Removes a comment");
  }
  QString operator()(const SetWaiver& change) const {
    return change.waiver ? tr("Waives %1").arg(toQString(change.key))
                         : tr("Revokes the waiver of %1").arg(toQString(change.key));
  }
  QString operator()(const SetAssumption& change) const {
    return tr("Changes the assumption %1").arg(toQString(change.key));
  }
  QString operator()(const SetDesignName& change) const {
    return tr("Names the design “%1”").arg(toQString(change.name));
  }
  QString operator()(const SetProfile& change) const {
    return tr("Judges by the profile %1").arg(toQString(change.profile));
  }

 private:
  const Node* find(std::string_view id) const {
    for (const Node* node : m_added) {
      if (node->id == id) return node;
    }
    return m_design.topology().nodes.find(id);
  }
  const Link* findLink(std::string_view id) const {
    for (const Link* link : m_addedLinks) {
      if (link->id == id) return link;
    }
    return m_design.topology().links.find(id);
  }
  QString name(std::string_view id) const {
    const Node* node = find(id);
    return toQString(node ? std::string_view(node->title()) : id);
  }
  QString kindLabel(std::string_view id) const {
    const Kind* kind = m_design.catalogue().kind(id);
    return toQString(kind ? std::string_view(kind->label) : id);
  }
  QString linkLabel(std::string_view id) const {
    const LinkKind* kind = m_design.catalogue().linkKind(id);
    return toQString(kind ? std::string_view(kind->label) : id).toLower();
  }
  QString property(const QString& what, const PropertySchema* schema, std::string_view key,
                   const std::optional<Value>& value) const {
    const QString label = toQString(schema ? std::string_view(schema->label) : key);
    if (!value) return tr("Clears %1 of %2").arg(label, what);
    const QString text = schema ? valueText(*schema, *value, m_design, QLocale()) : plainText(*value);
    return tr("Sets %1 of %2 to %3").arg(label, what, text);
  }

  const Design& m_design;
  std::vector<const Node*> m_added;
  std::vector<const Link*> m_addedLinks;
};

}  // namespace

QStringList describeEdit(const Edit& edit, const Design& design, int limit) {
  const Words words(edit, design);
  QStringList lines;
  for (const Change& change : edit.changes) {
    // Places of new or moved cards go without saying beside the change itself.
    if (std::holds_alternative<SetNodeRect>(change) && edit.changes.size() > 1) continue;
    lines << std::visit(words, change);
  }
  if (lines.size() <= limit) return lines;
  const int more = static_cast<int>(lines.size()) - limit + 1;
  lines = lines.mid(0, limit - 1);
  lines << tr("and %n more changes", more);
  return lines;
}

}  // namespace nines
