"""Korean particles behind names of which nobody knew how they end."""

import pytest

from visits.kit.particles import settled


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("오찬을(를) 뺐습니다.", "오찬을 뺐습니다."),
        ("회의을(를) 뺐습니다.", "회의를 뺐습니다."),
        ("만찬은(는) 10:00", "만찬은 10:00"),
        ("09:45(으)로 옮기기", "09:45로 옮기기"),
        ('<bdi dir="ltr">11:30</bdi>(으)로 옮기기', '<bdi dir="ltr">11:30</bdi>으로 옮기기'),
        ("시청 별관1(으)로", "시청 별관1로"),
        ("Library은(는)", "Library은(는)"),
        ("nothing to settle", "nothing to settle"),
    ],
)
def test_a_particle_takes_the_form_that_is_spoken(written, spoken):
    assert settled(written) == spoken
