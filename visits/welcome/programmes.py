"""The typical programmes that the city offers, each text in every language it was written in.

They are ideas, not timetables: what a group really sees is settled with it.
"""

from visits.kit.translated import Translated
from visits.sites.rules import Category
from visits.welcome.rules.programmes import Kind, Part, Programme

T = Translated


def at(clock: str) -> Translated:
    """A time of day reads alike in every language."""
    return Translated(en=clock, ko=clock, ar=clock, fr=clock, km=clock)


def day(number: int) -> Translated:
    return Translated(
        ko=f"{number}일차",
        en=f"Day {number}",
        ar=f"اليوم {number}",
        fr=f"Jour {number}",
        km=f"ថ្ងៃទី {number}",
    )


WELCOME = T(
    ko="환영 인사와 세종시 소개",
    en="Welcome and a short talk about the city",
    ar="ترحيب وعرض قصير عن المدينة",
    fr="Accueil et présentation de la ville",
    km="ស្វាគមន៍ និងការណែនាំខ្លីអំពីទីក្រុង",
)
QUESTIONS = T(
    ko="질의응답과 기념촬영",
    en="Questions, answers and a group photo",
    ar="أسئلة وأجوبة وصورة جماعية",
    fr="Questions, réponses et photo de groupe",
    km="សំណួរ ចម្លើយ និងថតរូបអនុស្សាវរីយ៍",
)
LUNCH = T(ko="오찬", en="Lunch", ar="الغداء", fr="Déjeuner", km="អាហារថ្ងៃត្រង់")

SMART_CITY = Programme(
    key="smart-city",
    title=T(
        ko="반나절 스마트시티",
        en="Half a day: the smart city",
        ar="نصف يوم: المدينة الذكية",
        fr="Une demi-journée : la ville intelligente",
        km="កន្លះថ្ងៃ៖ ទីក្រុងឆ្លាតវៃ",
    ),
    summary=T(
        ko="도시 관제와 자율주행 현장을 둘러보고 자율주행버스를 타 봅니다.",
        en="See how the city is watched over and driven: control rooms, and a ride in an autonomous bus.",
        ar="كيف تُراقَب المدينة وكيف تسير مركباتها: غرف التحكم وجولة في حافلة ذاتية القيادة.",
        fr="Comment la ville est suivie et comment elle roule : salles de contrôle et trajet en bus autonome.",
        km="មើលរបៀបដែលទីក្រុងត្រូវបានតាមដាន និងធ្វើដំណើរ៖ បន្ទប់បញ្ជា និងជិះរថយន្តក្រុងស្វ័យប្រវត្តិ។",
    ),
    days=0,
    parts=(
        Part(at("10:00"), WELCOME),
        Part(
            at("10:30"),
            T(
                ko="도시통합정보센터 견학",
                en="The control room of the city",
                ar="غرفة التحكم في المدينة",
                fr="La salle de contrôle de la ville",
                km="បន្ទប់បញ្ជារបស់ទីក្រុង",
            ),
        ),
        Part(
            at("11:30"),
            T(
                ko="자율주행 관제와 시승",
                en="Autonomous driving: its control room, and a ride",
                ar="القيادة الذاتية: غرفة التحكم وجولة",
                fr="La conduite autonome : sa salle de contrôle et un trajet",
                km="ការបើកបរស្វ័យប្រវត្តិ៖ បន្ទប់បញ្ជា និងការជិះសាកល្បង",
            ),
        ),
        Part(at("12:40"), QUESTIONS),
    ),
    kinds=(
        Kind(Category.CONTROL_CENTRE, "safety"),
        Kind(Category.CONTROL_CENTRE, "autonomous driving"),
        Kind(Category.MOBILITY, "autonomous driving"),
    ),
)

ADMINISTRATION = Programme(
    key="administration",
    title=T(
        ko="반나절 행정",
        en="Half a day: how the city serves its citizens",
        ar="نصف يوم: كيف تخدم المدينة مواطنيها",
        fr="Une demi-journée : la ville au service de ses citoyens",
        km="កន្លះថ្ងៃ៖ របៀបដែលទីក្រុងបម្រើប្រជាពលរដ្ឋ",
    ),
    summary=T(
        ko="시청과 민원실에서 행정 서비스를 보고 담당자와 이야기를 나눕니다.",
        en="City hall and its service desks, and a talk with the people who run them.",
        ar="مقر البلدية وشبابيك الخدمة، وحديث مع القائمين عليها.",
        fr="L’hôtel de ville et ses guichets, et un échange avec ceux qui les animent.",
        km="សាលាក្រុង និងបញ្ជរសេវា ព្រមទាំងការសន្ទនាជាមួយអ្នកទទួលបន្ទុក។",
    ),
    days=0,
    parts=(
        Part(at("14:00"), WELCOME),
        Part(
            at("14:40"),
            T(
                ko="민원실 견학",
                en="The civil-affairs office",
                ar="مكتب خدمة المواطنين",
                fr="Le bureau des affaires civiles",
                km="ការិយាល័យកិច្ចការស៊ីវិល",
            ),
        ),
        Part(
            at("15:30"),
            T(
                ko="실무자 면담",
                en="A meeting with those who do the work",
                ar="لقاء مع القائمين على العمل",
                fr="Rencontre avec les praticiens",
                km="ជំនួបជាមួយមន្ត្រីអនុវត្ត",
            ),
        ),
        Part(at("16:30"), QUESTIONS),
    ),
    kinds=(
        Kind(Category.GOVERNMENT_OFFICE, "administration"),
        Kind(Category.GOVERNMENT_OFFICE, "digital government"),
    ),
)

ONE_DAY = Programme(
    key="one-day",
    title=T(
        ko="하루 일정",
        en="One day: the city as a whole",
        ar="يوم واحد: المدينة كلها",
        fr="Une journée : la ville dans son ensemble",
        km="មួយថ្ងៃ៖ ទីក្រុងទាំងមូល",
    ),
    summary=T(
        ko="오전에는 행정과 스마트시티, 오후에는 도시의 녹지와 문화를 봅니다.",
        en="Administration and technology in the morning, green spaces and culture in the afternoon.",
        ar="الإدارة والتقنية صباحاً، والمساحات الخضراء والثقافة بعد الظهر.",
        fr="L’administration et la technologie le matin, les espaces verts et la culture l’après-midi.",
        km="រដ្ឋបាល និងបច្ចេកវិទ្យានៅពេលព្រឹក តំបន់បៃតង និងវប្បធម៌នៅពេលរសៀល។",
    ),
    days=1,
    parts=(
        Part(at("09:30"), WELCOME),
        Part(
            at("10:30"),
            T(
                ko="도시통합정보센터 견학",
                en="The control room of the city",
                ar="غرفة التحكم في المدينة",
                fr="La salle de contrôle de la ville",
                km="បន្ទប់បញ្ជារបស់ទីក្រុង",
            ),
        ),
        Part(at("12:00"), LUNCH),
        Part(
            at("13:30"),
            T(
                ko="수목원 산책",
                en="A walk through the arboretum",
                ar="نزهة في حديقة الأشجار",
                fr="Promenade dans l’arboretum",
                km="ដើរកម្សាន្តក្នុងសួនរុក្ខជាតិ",
            ),
        ),
        Part(
            at("15:30"),
            T(
                ko="문화시설 견학",
                en="A place of culture",
                ar="معلم ثقافي",
                fr="Un lieu de culture",
                km="កន្លែងវប្បធម៌",
            ),
        ),
        Part(at("16:45"), QUESTIONS),
    ),
    kinds=(
        Kind(Category.GOVERNMENT_OFFICE, "administration"),
        Kind(Category.CONTROL_CENTRE, "safety"),
        Kind(Category.NATURE, "green city"),
        Kind(Category.CULTURE, "culture"),
    ),
)

TRAINING = Programme(
    key="training",
    title=T(
        ko="5일 연수",
        en="Five days: a training visit",
        ar="خمسة أيام: زيارة تدريبية",
        fr="Cinq jours : une visite de formation",
        km="ប្រាំថ្ងៃ៖ ទស្សនកិច្ចបណ្តុះបណ្តាល",
    ),
    summary=T(
        ko="강의와 현장 견학, 토론을 엮어 한 주 동안 배웁니다.",
        en="A week of lectures, site visits and discussion that ends with a plan for home.",
        ar="أسبوع من المحاضرات والزيارات الميدانية والنقاش ينتهي بخطة عمل.",
        fr="Une semaine de cours, de visites et d’échanges, conclue par un plan d’action.",
        km="មួយសប្តាហ៍នៃការបង្រៀន ទស្សនកិច្ច និងការពិភាក្សា ដែលបញ្ចប់ដោយផែនការសកម្មភាព។",
    ),
    days=5,
    parts=(
        Part(
            day(1),
            T(
                ko="개회와 도시 이야기",
                en="Opening, and the story of the city",
                ar="الافتتاح وقصة المدينة",
                fr="Ouverture et histoire de la ville",
                km="ពិធីបើក និងរឿងរ៉ាវរបស់ទីក្រុង",
            ),
        ),
        Part(
            day(2),
            T(
                ko="스마트시티: 강의와 견학",
                en="The smart city: lecture and visit",
                ar="المدينة الذكية: محاضرة وزيارة",
                fr="La ville intelligente : cours et visite",
                km="ទីក្រុងឆ្លាតវៃ៖ ការបង្រៀន និងទស្សនកិច្ច",
            ),
        ),
        Part(
            day(3),
            T(
                ko="행정과 시민: 강의와 견학",
                en="Administration and citizens: lecture and visit",
                ar="الإدارة والمواطنون: محاضرة وزيارة",
                fr="L’administration et les citoyens : cours et visite",
                km="រដ្ឋបាល និងប្រជាពលរដ្ឋ៖ ការបង្រៀន និងទស្សនកិច្ច",
            ),
        ),
        Part(
            day(4),
            T(
                ko="환경과 교통 현장",
                en="Environment and mobility on site",
                ar="البيئة والتنقل ميدانياً",
                fr="Environnement et mobilité sur le terrain",
                km="បរិស្ថាន និងការធ្វើដំណើរនៅទីវាល",
            ),
        ),
        Part(
            day(5),
            T(
                ko="실행계획 발표와 수료",
                en="Action plans and closing",
                ar="خطط العمل والختام",
                fr="Plans d’action et clôture",
                km="ផែនការសកម្មភាព និងពិធីបិទ",
            ),
        ),
    ),
    kinds=(
        Kind(Category.EDUCATION, "training"),
        Kind(Category.CONTROL_CENTRE, "smart city"),
        Kind(Category.GOVERNMENT_OFFICE, "administration"),
        Kind(Category.ENVIRONMENT),
        Kind(Category.MOBILITY),
    ),
)

PROGRAMMES: tuple[Programme, ...] = (SMART_CITY, ADMINISTRATION, ONE_DAY, TRAINING)
