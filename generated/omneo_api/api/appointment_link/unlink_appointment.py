# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.appointment_link_action import AppointmentLinkAction
from ...models.error_message import ErrorMessage
from ...models.validation_error_message import ValidationErrorMessage
from ...types import Response


def _get_kwargs(
    appointment: int,
    *,
    body: AppointmentLinkAction,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v3/appointments/{appointment}/unlink".format(
            appointment=quote(str(appointment), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | ErrorMessage | ValidationErrorMessage | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

    if response.status_code == 401:
        response_401 = ErrorMessage.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ErrorMessage.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ErrorMessage.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = ValidationErrorMessage.from_dict(response.json())

        return response_422

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | ErrorMessage | ValidationErrorMessage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    appointment: int,
    *,
    client: AuthenticatedClient,
    body: AppointmentLinkAction,
) -> Response[Any | ErrorMessage | ValidationErrorMessage]:
    """Unlink an appointment from another record

     Detaches one profile or list from the appointment. The record is named by type and id as for
    linking, never by the id of the link's own row.

    Args:
        appointment (int):
        body (AppointmentLinkAction): Names the record to attach or detach. The form of the id
            follows from the type: a UUID for a profile, an integer for everything else. It travels as
            a JSON string either way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ErrorMessage | ValidationErrorMessage]
    """

    kwargs = _get_kwargs(
        appointment=appointment,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    appointment: int,
    *,
    client: AuthenticatedClient,
    body: AppointmentLinkAction,
) -> Any | ErrorMessage | ValidationErrorMessage | None:
    """Unlink an appointment from another record

     Detaches one profile or list from the appointment. The record is named by type and id as for
    linking, never by the id of the link's own row.

    Args:
        appointment (int):
        body (AppointmentLinkAction): Names the record to attach or detach. The form of the id
            follows from the type: a UUID for a profile, an integer for everything else. It travels as
            a JSON string either way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ErrorMessage | ValidationErrorMessage
    """

    return sync_detailed(
        appointment=appointment,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    appointment: int,
    *,
    client: AuthenticatedClient,
    body: AppointmentLinkAction,
) -> Response[Any | ErrorMessage | ValidationErrorMessage]:
    """Unlink an appointment from another record

     Detaches one profile or list from the appointment. The record is named by type and id as for
    linking, never by the id of the link's own row.

    Args:
        appointment (int):
        body (AppointmentLinkAction): Names the record to attach or detach. The form of the id
            follows from the type: a UUID for a profile, an integer for everything else. It travels as
            a JSON string either way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ErrorMessage | ValidationErrorMessage]
    """

    kwargs = _get_kwargs(
        appointment=appointment,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    appointment: int,
    *,
    client: AuthenticatedClient,
    body: AppointmentLinkAction,
) -> Any | ErrorMessage | ValidationErrorMessage | None:
    """Unlink an appointment from another record

     Detaches one profile or list from the appointment. The record is named by type and id as for
    linking, never by the id of the link's own row.

    Args:
        appointment (int):
        body (AppointmentLinkAction): Names the record to attach or detach. The form of the id
            follows from the type: a UUID for a profile, an integer for everything else. It travels as
            a JSON string either way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ErrorMessage | ValidationErrorMessage
    """

    return (
        await asyncio_detailed(
            appointment=appointment,
            client=client,
            body=body,
        )
    ).parsed
