<?php

declare(strict_types=1);

namespace Omneo\Appointments\Exception;

use Omneo\Appointments\Response;

/** A 2xx whose body does not fit the spec: the server did act. */
final class ResponseException extends OmneoException
{
    /** @param ?string $pointer the JSON pointer of the misfit; null if the body is not JSON */
    public function __construct(public readonly Response $response, public readonly ?string $pointer, \Throwable $cause)
    {
        $place = $pointer === null ? 'it is not JSON' : "$pointer does not fit";
        parent::__construct("$response->status: the server acted, but its answer is unusable: $place", 0, $cause);
    }
}
