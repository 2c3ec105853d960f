<?php

declare(strict_types=1);

namespace DoliSync\MassSync;

/** A worker took so long that its batch was given to another one: what it was about to write is not written. */
final class LeaseLost extends \RuntimeException
{
}
