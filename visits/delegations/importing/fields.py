"""What a table may bring of a delegate, and how headers call it in the languages of guests."""

from collections.abc import Mapping

FULL_NAME = "full_name"
"""The whole name in one cell; tables of ours never have it."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    "family_name": (
        "family name", "surname", "last name", "family name passport", "성", "영문 성", "성 (영문)",
        "여권 성", "اسم العائلة", "اللقب", "nom", "nom de famille", "apellido", "apellidos",
        "sobrenome", "nama keluarga", "នាមត្រកូល", "នាមខ្លួន និងត្រកូល", "นามสกุล", "ນາມສະກຸນ", "овог", "фамилия", "họ",
    ),
    "given_name": (
        "given name", "given names", "first name", "first names", "forename", "이름", "영문 이름",
        "이름 (영문)", "여권 이름", "الاسم الأول", "الاسم الشخصي", "prénom", "prénoms", "nombres",
        "nome próprio", "nama depan", "នាមខ្លួន", "ชื่อ", "ຊື່", "нэр", "имя", "tên",
    ),
    FULL_NAME: (
        "name", "full name", "name as in passport", "passport name", "name in passport", "성명",
        "영문 성명", "영문명", "여권 성명", "الاسم", "الاسم الكامل", "الاسم كما في جواز السفر",
        "nom complet", "nom et prénom", "nom et prénoms", "nombre completo", "nombre", "nome",
        "nome completo", "nama", "nama lengkap", "ឈ្មោះ", "ឈ្មោះពេញ", "ชื่อ-นามสกุล", "ชื่อ นามสกุล",
        "ຊື່ ແລະ ນາມສະກຸນ", "овог нэр", "фио", "họ tên", "họ và tên",
    ),
    "name_order": ("name order", "order of names", "order of the names", "성명 순서", "이름 순서"),
    "native_name": (
        "name in native script", "native name", "name in own script", "현지어 성명", "현지어 이름",
        "자국어 성명", "الاسم بالعربية", "nom en écriture d’origine", "ឈ្មោះជាភាសាខ្មែរ", "ชื่อภาษาไทย",
    ),
    "hangul_name": ("name in hangul", "hangul name", "korean name", "한글 성명", "한글 이름", "한글명"),
    "form_of_address": (
        "form of address", "salutation", "title", "honorific", "호칭", "경칭", "اللقب الرسمي",
        "civilité", "tratamiento", "tratamento", "sapaan", "គោរមងារ", "คำนำหน้า", "คำนำหน้าชื่อ",
    ),
    "role": (
        "role", "role in the delegation", "역할", "단내 역할", "الدور", "rôle", "fonction dans la délégation",
        "papel", "peran", "តួនាទីក្នុងគណៈប្រតិភូ", "หน้าที่", "บทบาท",
    ),
    "position_en": (
        "position", "position in english", "job title", "designation", "직위", "직위 (영문)", "영문 직위",
        "직책", "المنصب", "الوظيفة", "fonction", "poste", "cargo", "puesto", "jabatan", "តួនាទី", "មុខតំណែង",
        "ตำแหน่ง", "ຕຳແໜ່ງ", "албан тушаал", "должность", "chức vụ",
    ),
    "position_ko": ("position in korean", "직위 (한글)", "한글 직위", "직위 (국문)"),
    "organisation_name": (
        "organisation", "organization", "institution", "company", "agency", "department", "소속",
        "기관", "기관명", "소속기관", "소속 기관", "الجهة", "جهة العمل", "المؤسسة", "organisme",
        "institución", "organización", "organização", "instituição", "instansi", "ស្ថាប័ន", "អង្គភាព",
        "หน่วยงาน", "ໜ່ວຍງານ", "байгууллага", "организация", "cơ quan",
    ),
    "nationality": (
        "nationality", "country", "citizenship", "국적", "국가", "الجنسية", "الدولة", "nationalité",
        "pays", "nacionalidad", "país", "nacionalidade", "kewarganegaraan", "warganegara", "សញ្ជាតិ",
        "ប្រទេស", "สัญชาติ", "ประเทศ", "ສັນຊາດ", "иргэншил", "гражданство", "quốc tịch",
    ),
    "languages": (
        "languages", "language", "spoken languages", "언어", "사용 언어", "구사 언어", "اللغات", "اللغة",
        "langues", "langue", "idiomas", "idioma", "línguas", "bahasa", "ភាសា", "ภาษา", "ພາສາ", "хэл", "языки",
    ),
    "meal_needs": (
        "meal needs", "meals", "meal", "diet", "dietary requirements", "dietary needs", "food",
        "식사", "식단", "식사 요구", "식이", "식이 요구", "الوجبات", "احتياجات الطعام", "النظام الغذائي",
        "repas", "régime alimentaire", "régime", "comidas", "dieta", "refeições", "makanan",
        "អាហារ", "តម្រូវការអាហារ", "อาหาร", "ອາຫານ", "хоол", "питание", "ăn uống",
    ),
    "meal_note": ("note on meals", "about the meals", "meal note", "식사 비고", "ملاحظات الوجبات"),
    "mobility": (
        "mobility", "accessibility", "이동", "이동 지원", "거동", "التنقل", "الحركة", "mobilité",
        "movilidad", "mobilidade", "mobilitas", "ការធ្វើដំណើរ", "การเคลื่อนไหว",
    ),
    "mobility_note": ("note on mobility", "about mobility", "이동 비고"),
    "arrival_on": (
        "day of arrival", "arrival date", "date of arrival", "arrival", "입국일", "도착일", "입국 일자",
        "تاريخ الوصول", "يوم الوصول", "date d’arrivée", "arrivée", "fecha de llegada", "llegada",
        "data de chegada", "tanggal kedatangan", "ថ្ងៃមកដល់", "កាលបរិច្ឆេទមកដល់", "วันที่มาถึง", "วันเดินทางมาถึง",
    ),
    "arrival_time": (
        "time of arrival", "arrival time", "도착 시간", "도착 시각", "입국 시각", "وقت الوصول",
        "heure d’arrivée", "hora de llegada", "hora de chegada", "waktu kedatangan", "ម៉ោងមកដល់", "เวลาที่มาถึง",
    ),
    "arrival": (
        "flight or train of arrival", "arrival flight", "inbound flight", "flight", "flight number",
        "flight no", "입국편", "도착편", "입국 편명", "항공편", "편명", "رحلة الوصول", "رقم الرحلة",
        "vol d’arrivée", "vol aller", "vuelo de llegada", "voo de chegada", "penerbangan kedatangan",
        "ជើងហោះហើរមកដល់", "เที่ยวบินขาเข้า",
    ),
    "arrival_place": (
        "place of arrival", "arrival airport", "airport of arrival", "도착지", "도착 공항", "입국 공항",
        "مكان الوصول", "مطار الوصول", "aéroport d’arrivée", "lieu d’arrivée", "aeropuerto de llegada",
        "ព្រលានយន្តហោះមកដល់", "สนามบินขาเข้า",
    ),
    "departure_on": (
        "day of departure", "departure date", "date of departure", "departure", "출국일", "출발일",
        "출국 일자", "تاريخ المغادرة", "يوم المغادرة", "date de départ", "départ", "fecha de salida",
        "salida", "data de partida", "tanggal keberangkatan", "ថ្ងៃចាកចេញ", "កាលបរិច្ឆេទចាកចេញ", "วันที่ออกเดินทาง",
    ),
    "departure_time": (
        "time of departure", "departure time", "출발 시간", "출발 시각", "출국 시각", "وقت المغادرة",
        "heure de départ", "hora de salida", "hora de partida", "waktu keberangkatan", "ម៉ោងចាកចេញ",
        "เวลาที่ออกเดินทาง",
    ),
    "departure": (
        "flight or train of departure", "departure flight", "outbound flight", "return flight",
        "출국편", "출발편", "출국 편명", "رحلة المغادرة", "vol de départ", "vol retour",
        "vuelo de salida", "voo de partida", "penerbangan keberangkatan", "ជើងហោះហើរចាកចេញ", "เที่ยวบินขาออก",
    ),
    "departure_place": (
        "place of departure", "departure airport", "airport of departure", "출발지", "출발 공항",
        "출국 공항", "مكان المغادرة", "مطار المغادرة", "aéroport de départ", "lieu de départ",
        "aeropuerto de salida", "ព្រលានយន្តហោះចាកចេញ", "สนามบินขาออก",
    ),
    "photo_consent": (
        "consent to photographs", "photo consent", "photographs", "photos", "사진 동의", "사진 촬영 동의",
        "초상권 동의", "الموافقة على التصوير", "التصوير", "accord pour les photos", "droit à l’image",
        "consentimiento de fotos", "consentimento de fotos", "persetujuan foto", "ការយល់ព្រមថតរូប", "ยินยอมให้ถ่ายภาพ",
    ),
}  # fmt: skip
"""Beside these stands what our own tables are headed with in each language (`vocabulary.py`)."""

COLUMNS = tuple(name for name in HEADERS if name != FULL_NAME)
"""The columns of our own tables, in their order: each is a column of a delegate."""
NAMES = ("family_name", "given_name")
"""As in the passport."""
OTHER_NAMES = ("native_name", "hangul_name")
ALL_NAMES = frozenset({*NAMES, *OTHER_NAMES, FULL_NAME})
CHOSEN = ("name_order", "role", "photo_consent")
"""One of a few words."""
ONE_OF = (*CHOSEN, "nationality")
"""One of a list, however long."""
SEVERAL = ("meal_needs", "mobility", "languages")
"""Several words, with commas between."""
DAYS = ("arrival_on", "departure_on")
TIMES = ("arrival_time", "departure_time")
