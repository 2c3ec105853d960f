<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Associates WPshop's products with Dolibarr's and synchronizes them.
 *
 * Every command asks the same engine as the pages in the browser, under the
 * same locks, and notes what it writes in the same journal. Without --user the
 * journal says that a command did it; with it, who.
 *
 * ## EXIT CODES
 *
 * 0: done, and everything is as it should be.
 * 1: not done; the error output says why.
 * 2: done, and something is left for a person; of a look: something differs,
 * or would be written.
 * 130: ended by Ctrl+C.
 */
final class Group extends CommandNamespace
{
}
