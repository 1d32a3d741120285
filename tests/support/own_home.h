// Settings, journals and caches of this process alone: whatever else runs at the time neither reads nor clears them.
#pragma once

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <algorithm>

namespace nines::test {

// To be called once the application has its name. False if something would still be kept elsewhere.
inline bool useOwnHome() {
  static const QTemporaryDir home;  // goes when the process ends
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
    qputenv(name, QFile::encodeName(home.filePath(QLatin1String(name))));
  }
  const QString kept[] = {QSettings().fileName(), QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
                          QStandardPaths::writableLocation(QStandardPaths::CacheLocation)};
  return home.isValid() && std::ranges::all_of(kept, [](const QString& path) { return path.startsWith(home.path()); });
}

}  // namespace nines::test
