/**
 * What chat turns have in common, for the compressor to point to: the nearer to the end, the cheaper. Written by hand for this
 * purpose. Changing one needs a new method byte.
 */
export const packWords = {
  /** Of method 1, which is only read any more. */
  first:
    '","metadata":{"channel":"widget","locale":"en-US"},"toolCallId":"call_","name":"' +
    " thank you you're welcome I understand can you tell me more about how long have you had the pain appointment medication " +
    "doctor please let me know if you have any questions what is your date of birth I have been taking mg twice a day since " +
    'yesterday and the symptoms are [NAME] [DATE] [PHONE] [EMAIL]"}]}{"messages":[{"role":"system","content":"' +
    '{"messages":[{"role":"tool","content":"{"messages":[{"role":"user","content":"I"},{"role":"assistant","content":"',
  /** Of method 2. */
  second: [
    " hypertension cholesterol arthritis inflammation infection antibiotic ibuprofen acetaminophen lisinopril metformin insulin prednisone",
    " diabetes, depression and anxiety, asthma, allergic to penicillin, no known allergies, family history of heart disease, surgery",
    " ultrasound x-ray mri ct scan blood work lab results physical therapy specialist referral emergency room urgent care hospital",
    " breathing headache dizziness nausea vomiting diarrhea constipation fever chills cough congestion sore throat runny nose rash",
    " swelling numbness tingling weakness fatigue weight loss shortness of breath chest pain abdominal pain lower back pain in your",
    " left knee, right shoulder, ankle, elbow, wrist, hip, neck, stomach, kidney, liver, lungs are clear, heart rate, blood pressure",
    " blood sugar, temperature, oxygen level is normal, within normal limits, range of motion, tenderness to palpation, on exam",
    " milligrams once a day, twice daily, three times a day, every morning, at night, before bed, with food, as needed, over the counter",
    " prescription refill pharmacy insurance coverage invoice payment account number order delivery return refund cancel subscription",
    " password reset link email address phone number appointment available on Monday at 10:00 AM, Tuesday, Wednesday, Thursday, Friday",
    " next week, last month, a couple of weeks ago, for about three days now, since yesterday, in the morning, this afternoon, tonight",
    " Please let me know if you have any questions. Is there anything else I can help you with today? You're welcome! Have a great day!",
    " Thank you so much for your help. I'm sorry to hear that. I understand how frustrating that must be. Let me check that for you.",
    " Could you please provide me with your full name and date of birth? Would you like me to schedule an appointment with the doctor?",
    " I recommend that you speak with your doctor or pharmacist before taking it. If your symptoms get worse, call 911 right away.",
    " **Important:** It is important to note that there are several things you can do to help with this:\\n\\n1. **\\n2. **\\n3. **\\n- ",
    "For example, if you are not sure whether, which means that, as well as, such as, because of the, in order to make sure that you ",
    "are taking care of yourself. What brings you in today? How are you feeling? How long has this been going on? When did it start? ",
    "On a scale of one to ten, how bad is the pain? Does anything make it better or worse? Have you tried anything for it? Have you had ",
    "any recent injury? Are you taking any other medications? Do you have any allergies? Have you noticed any changes? Did you take ",
    "your medication this morning? Do you smoke or drink alcohol? Okay, so let's go ahead and take a look. All right, and then I'd like ",
    "to go over the results of your test. Everything looks good. I don't think so. No, I haven't. Yes, I do. Yeah, that's right. That ",
    "sounds good to me. Okay, great. Alright. Perfect. Exactly. Sure. Absolutely. Mm-hmm. Hey, hi, hello, good morning, nice to meet ",
    "you, how are you doing today? I'm doing okay, thanks. I was wondering if I could ask you about something. I've been having a lot ",
    "of trouble sleeping. It's been getting worse over the past few days. I'm not sure what to do. It started when I was trying to get ",
    "out of the house. I didn't know that it would take this long. I think it might have been something that I ate. We're going to do a ",
    "little bit of that, and I want you to follow up with me in two weeks, and I'll see you then. You know, I just wanted to see if there ",
    "is anything that they can do about it, or if I should be worried. I would say that it's been about the same. There's really nothing ",
    "else going on with that. What do you think? How much should I take, and how often? Can I take it with my other medication? Is it ",
    "safe? Should I stop taking it? Why do you have to go there? Who is going to be with you? Where does it hurt? Which one was it? Could ",
    "you tell me more about that? , but I've never had this before , because I don't have the , so that we can , and then you were , um , ",
    "uh , i'm going to go ahead and , so , you know , that's good . okay . i , i think that . yeah , it was . and i know that you've had ",
    "a history of . do you have any . all right . well , let's see . any other questions ? no . yes . okay ? for your , i want to . that i ",
    "have . to the . in the . of the . and the . with the . on the . at the . it is . this is . i was . you are . for the ",
    '[DATE_1] [LOCATION_1] [PHONE_1] [EMAIL_1] [ID_1] [AGE_1] [NAME_3] [NAME_2] [NAME_1]","toolCallId":"call_","name":"',
    '"}],"metadata":{"channel":"widget","locale":"en-US"}}{"messages":[{"role":"tool","content":"{"messages":[{"role":"system","content":"',
    '"}]}{"messages":[{"role":"assistant","content":"I"},{"role":"user","content":"{"messages":[{"role":"user","content":"I"},{"role":"assistant","content":"',
  ].join(""),
} as const;
