<?php

declare(strict_types=1);

namespace DoliSync\Tests\Admin;

/** Stands where WordPress would redirect and end the process; its message is the address. */
final class Redirected extends \RuntimeException
{
}
