"""A FastAPI application with one AsyncOmneo for its whole life: `uvicorn fastapi_app:app`.

The client is configured by OMNEO_TENANT and OMNEO_TOKEN. Nothing is linked if the record is refused: the caller gets a 422.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from omneo_appointments import APIStatusError, Appointment, AsyncOmneo, LinkTargetError, OmneoError


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncOmneo(deadline=20.0) as client:
        app.state.omneo = client
        yield


def omneo(request: Request) -> AsyncOmneo:
    client: AsyncOmneo = request.app.state.omneo
    return client


app = FastAPI(lifespan=lifespan)
Client = Annotated[AsyncOmneo, Depends(omneo)]


@app.put("/bookings/{appointment}/links/{type}/{id}")
async def link(appointment: int, type: str, id: str, client: Client) -> Appointment:
    """Link a record to an appointment, and return the appointment."""
    try:
        return await client.appointments.link(appointment, type, id)
    except LinkTargetError as error:
        raise HTTPException(422, str(error)) from error
    except APIStatusError as error:
        # The caller cannot cure a refused token or a broken server; what Omneo says of the record is theirs to know.
        raise HTTPException(error.status_code if error.status_code in (404, 422) else 502, error.message) from error
    except OmneoError as error:
        raise HTTPException(504, "Omneo did not answer") from error
