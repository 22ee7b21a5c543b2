"""A real WordPress: Debian's package on PHP's own web server, with a MariaDB that listens on a private socket only.

It answers questions about itself without going through what is tested: from its database and its disk.
"""

import getpass
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from schoolgate.connectors.contract import Credentials
from tests.ports import free_port

from .running import Server

_PACKAGE = Path("/usr/share/wordpress")
_MORE_THEMES = Path("/var/lib/wordpress/wp-content/themes")
_PHP_SETTINGS = {
    "sendmail_path": "/bin/true",
    "opcache.enable_cli": "1",
    "upload_max_filesize": "32M",
    "post_max_size": "40M",
    "memory_limit": "512M",
}

_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (array('AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY',
               'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT') as $name)
    define($name, 'test-only-' . $name);
define('WP_HOME', '{address}'); define('WP_SITEURL', '{address}');
// Application passwords over plain http need a local environment.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

_ROUTER = """<?php
// Files as they are; everything else to WordPress, so that /wp-json/ and pretty links work.
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ($path !== '/' && is_file($file)) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""

_INSTALL = """
define('WP_INSTALLING', true);
require '{site}/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if (!function_exists('wp_new_blog_notification')) {{ function wp_new_blog_notification() {{}} }}
wp_install('Hillside Primary School', 'head', 'head@school.test', true, '', 'not-used-here');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
wp_insert_user(array('user_login' => 'publisher', 'user_pass' => 'not-used-here-either',
                     'user_email' => 'web@school.test', 'role' => 'editor'));
wp_insert_user(array('user_login' => 'helper', 'user_pass' => 'nor-used-here',
                     'user_email' => 'helper@school.test', 'role' => 'contributor'));
"""

_NEW_KEY = """
$user = get_user_by('login', '{user}');
list($key,) = WP_Application_Passwords::create_new_application_password($user->ID, array('name' => uniqid()));
echo $key;
"""


class RealWordPress:
    """A running website with one editor (`publisher`) and one user who may not publish (`helper`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._site = folder / "site"
        # A socket's path may be 107 bytes long; a test folder's path can be longer.
        self._socket = Path("/tmp") / f"wp-{os.getpid()}-{free_port()}.sock"  # noqa: S108
        self.address = f"http://127.0.0.1:{free_port()}"
        self._servers: list[Server] = []

    def __enter__(self) -> Self:
        if not (_PACKAGE / "wp-load.php").is_file():
            raise RuntimeError(
                "There is no WordPress on this machine: run tests/real/install.sh as root once."
            )
        try:
            self._start_database()
            self._lay_out_site()
            self._start_web()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        for server in reversed(self._servers):
            server.end()
        self._servers.clear()
        self._socket.unlink(missing_ok=True)

    def credentials(self, user: str = "publisher") -> Credentials:
        """A fresh application password of this user."""
        return Credentials(self.address, user, self.php(_NEW_KEY.format(user=user)))

    def php(self, code: str) -> str:
        """What this code prints inside the website."""
        return self._run_php(f"require '{self._site}/wp-load.php';\n{code}")

    def posts(self) -> list[tuple[int, str, str]]:
        """Number, status and name of every post, hidden ones too."""
        rows = self.sql(
            "SELECT ID, post_status, post_name FROM wp_posts WHERE post_type = 'post' ORDER BY ID"
        )
        return [(int(number), status, name) for number, status, name in rows]

    def pictures(self) -> list[int]:
        """The number of every uploaded picture."""
        return [
            int(number) for (number,) in self.sql("SELECT ID FROM wp_posts WHERE post_type = 'attachment'")
        ]

    def files(self) -> list[str]:
        """The name of every file among the uploads."""
        return sorted(
            found.name for found in (self._site / "wp-content" / "uploads").rglob("*") if found.is_file()
        )

    def empty(self) -> None:
        """Remove every post and picture."""
        self.php(
            "foreach (get_posts(array('post_type' => array('post', 'attachment'), 'post_status' => 'any,trash',"
            " 'numberposts' => -1)) as $post) wp_delete_post($post->ID, true);"
            "foreach (get_posts(array('post_status' => 'trash', 'numberposts' => -1)) as $post)"
            " wp_delete_post($post->ID, true);"
        )

    def sql(self, statement: str) -> list[list[str]]:
        """The rows of a statement run in the website's database."""
        command = [
            "mariadb",
            "--no-defaults",
            f"--socket={self._socket}",
            "-uroot",
            "-N",
            "-B",
            "wp",
            "-e",
            statement,
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def _start_database(self) -> None:
        data, log = self._folder / "db", self._folder / "mariadb.log"
        data.mkdir(parents=True)
        me = f"--user={getpass.getuser()}"
        install = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", me, "--skip-test-db"]
        with log.open("wb") as said:
            install.append("--auth-root-authentication-method=normal")
            subprocess.run(install, check=True, stdout=said, stderr=said)
        alone = ["--skip-networking", "--skip-log-bin", f"--socket={self._socket}"]
        small = ["--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0"]
        database = Server(["mariadbd", "--no-defaults", f"--datadir={data}", me, *alone, *small], log)
        self._servers.append(database)
        database.wait_until(self._database_answers)
        create = (
            "CREATE DATABASE wp CHARACTER SET utf8mb4; CREATE USER wp@localhost IDENTIFIED BY 'wp'; "
            "GRANT ALL ON wp.* TO wp@localhost"
        )
        subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self._socket}", "-uroot", "-e", create], check=True
        )

    def _database_answers(self) -> bool:
        ping = ["mariadb-admin", "--no-defaults", f"--socket={self._socket}", "-uroot", "ping"]
        return subprocess.run(ping, capture_output=True, check=False).returncode == 0

    def _lay_out_site(self) -> None:
        def all_but_uploads(folder: str, names: list[str]) -> set[str]:
            return {"uploads", "languages"} & set(names) if folder.endswith("wp-content") else set()

        shutil.copytree(_PACKAGE, self._site, ignore=all_but_uploads, ignore_dangling_symlinks=True)
        if _MORE_THEMES.is_dir():
            shutil.copytree(_MORE_THEMES, self._site / "wp-content" / "themes", dirs_exist_ok=True)
        (self._site / "wp-content" / "uploads").mkdir(exist_ok=True)
        config = _CONFIG.replace("{socket}", str(self._socket)).replace("{address}", self.address)
        (self._site / "wp-config.php").write_text(config)
        (self._folder / "router.php").write_text(_ROUTER)
        self._run_php(_INSTALL.format(site=self._site))

    def _start_web(self) -> None:
        port = self.address.rpartition(":")[2]
        web = Server(
            [
                "php",
                *_php_options(),
                "-S",
                f"127.0.0.1:{port}",
                "-t",
                str(self._site),
                str(self._folder / "router.php"),
            ],
            self._folder / "php.log",
            {"PHP_CLI_SERVER_WORKERS": "4"},
        )
        self._servers.append(web)
        web.wait_until(self._web_answers)

    def _web_answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/wp-json/", timeout=60) as answer:  # noqa: S310
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def _run_php(self, code: str) -> str:
        """The website's own PHP, told that it is on the web: WordPress looks for its host's name."""
        where = "$_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['REQUEST_METHOD'] = 'GET';\n"
        done = subprocess.run(
            ["php", *_php_options(), "-r", where + code], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout


def _php_options() -> list[str]:
    return [part for name, value in _PHP_SETTINGS.items() for part in ("-d", f"{name}={value}")]
